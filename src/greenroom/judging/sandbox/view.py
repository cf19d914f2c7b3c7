"""What of the host a box may see: the interpreter, system libraries and one profile's packages. Never our own package."""

import functools
import glob
import importlib.metadata
import os
import re
import sys
import sysconfig

from greenroom.judging.jail.walls import View
from greenroom.judging.sandbox.door import Profile

SYSTEM = ("/lib", "/lib64", "/lib32", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache", "/usr/share/zoneinfo")


@functools.cache
def of(profile: Profile) -> View:
    """The view for ``profile``: libraries bound whole, every site-packages in them masked, then the packages one by one."""
    libraries = [path for path in SYSTEM if os.path.lexists(path)]
    standard = (os.path.dirname(os.__file__), sysconfig.get_config_var("DESTSHARED") or "", os.path.join(sys.base_prefix, "lib"))
    for path in sorted(filter(os.path.isdir, standard), key=len):
        if not any(path == seen or path.startswith(seen + "/") for seen in libraries):
            libraries.append(path)
    masks = sorted(
        {
            path
            for library in libraries
            for kind in ("site-packages", "dist-packages")
            for path in (*glob.glob(f"{library}/python3*/{kind}"), *glob.glob(f"{library}/{kind}"))
            if os.path.isdir(path) and not os.path.islink(path)
        }
    )
    return View(libraries=libraries, masks=masks, packages=list(_packages(profile.distributions)))


def site(profile: Profile) -> list[str]:
    """The folders to import the profile's packages from."""
    return sorted({os.path.dirname(path) for path in of(profile)["packages"]})


def readable(profile: Profile) -> list[str]:
    """The view as a list of paths, for a sandbox that restricts by path and cannot mask: masked folders are left out."""
    view = of(profile)
    masks = set(view["masks"])
    paths = [part for library in view["libraries"] for part in _around(os.path.realpath(library), masks)]
    return [*dict.fromkeys(paths), *view["packages"], "/dev/urandom", "/dev/null", "/dev/zero"]


def _around(path: str, masks: set[str]) -> list[str]:
    """``path``, or where masks lie below it, its entries without them."""
    if path in masks:
        return []
    if not any(mask.startswith(path + "/") for mask in masks):
        return [path]
    return [part for entry in os.scandir(path) if not entry.is_symlink() for part in _around(entry.path, masks)]


def _packages(names: tuple[str, ...]) -> dict[str, None]:
    """The files and folders directly under site-packages of each distribution and of what it requires."""
    paths: dict[str, None] = {}
    waiting, seen = list(names), set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            found = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # a requirement that this platform does not need
        for file in found.files or ():
            if file.parts[0] not in ("..", "__pycache__", "/"):
                paths[os.path.realpath(str(found.locate_file(file.parts[0])))] = None
        needed = (requirement for requirement in found.requires or () if "extra ==" not in requirement)
        waiting.extend(re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0] for requirement in needed)
    return paths
