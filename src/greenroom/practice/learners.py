"""Who is practising: the one learner of this machine, or the accounts of a hosted cohort."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import IntegrityError

from greenroom.kernel.errors import BadInput

LOCAL = "learner"


def local() -> User:
    """The learner of a machine without accounts. It has no password, so nobody can log in as it."""
    user = User.objects.filter(username=LOCAL).first()
    if user is None:
        user, created = User.objects.get_or_create(username=LOCAL)
        if created:
            user.set_unusable_password()
            user.save(update_fields=["password"])
    return user


def add(name: str, password: str) -> User:
    """A new account for a hosted cohort. Raises BadInput for a name that is taken or empty and a password under 10 characters."""
    if not name.strip() or len(name) > 150:
        raise BadInput("An account needs a name of 1 to 150 characters.")
    if len(password) < 10:
        raise BadInput("The password is shorter than 10 characters.", todo="Choose a longer one.")
    try:
        return get_user_model().objects.create_user(username=name.strip(), password=password)
    except IntegrityError:
        raise BadInput(f"There is already an account called {name!r}.", todo="Choose another name.") from None
