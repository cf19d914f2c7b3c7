from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from greenroom.web import attempts, data, debriefs, doctor, health, home, questions, rounds, turns

urlpatterns = [
    path("", home.home, name="home"),
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/new", rounds.new, name="round-new"),
    path("rounds/start", rounds.start, name="round-start"),
    path("rounds/<uuid:id>/", rounds.room, name="round"),
    path("rounds/<uuid:id>/room", rounds.fragment, name="round-fragment"),
    path("rounds/<uuid:id>/act", turns.act, name="round-act"),
    path("rounds/<uuid:id>/turns/<int:turn>/draft", turns.draft, name="round-draft"),
    path("rounds/<uuid:id>/turns/<int:turn>/runs", turns.runs, name="round-runs"),
    path("rounds/<uuid:id>/debrief", debriefs.debrief, name="debrief"),
    path("rounds/<uuid:id>/debrief.md", debriefs.as_markdown, name="debrief-markdown"),
    path("rounds/<uuid:id>/debrief.json", debriefs.as_json, name="debrief-json"),
    path("questions/", questions.questions, name="questions"),
    path("questions/<slug:id>/", questions.question, name="question"),
    path("questions/<slug:id>/act", questions.act, name="question-act"),
    path("questions/<slug:id>/draft", questions.draft, name="question-draft"),
    path("questions/<slug:id>/answers/<uuid:attempt>/", attempts.answer, name="answer"),
    path("questions/<slug:id>/code/<uuid:attempt>/", attempts.code, name="code"),
    path("data/", data.data, name="data"),
    path("data/export", data.export, name="data-export"),
    path("data/delete", data.delete, name="data-delete"),
    path("doctor", doctor.doctor, name="doctor"),
    path("health", health.health, name="health"),
    path("login", login_not_required(LoginView.as_view(template_name="greenroom/login.html")), name="login"),
    path("logout", LogoutView.as_view(), name="logout"),
]
