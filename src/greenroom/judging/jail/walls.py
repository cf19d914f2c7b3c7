"""The walls of the sealed tier: namespaces, and a root directory that holds the interpreter and nothing of the host's."""

import os
from typing import TypedDict

from . import linux

NOBODY = 65534
INSIDE = 1000  # the user id that the learner's code sees
BASES = ("/mnt", "/media", "/srv", "/opt", "/var/tmp", "/tmp", "/home")  # noqa: S108 -- mount points, nothing is written there
DEVICES = ("null", "zero", "urandom")
ALONE = linux.CLONE_NEWNET | linux.CLONE_NEWUTS | linux.CLONE_NEWIPC | linux.CLONE_NEWCGROUP


class View(TypedDict):
    """What of the host is seen inside, all of it read-only, in this order."""

    libraries: list[str]
    masks: list[str]
    packages: list[str]


def enter(view: View) -> None:
    """Move this process behind the walls. The next fork is the first process of its own pid namespace.

    As root the mounts are made with root's own rights, and root is given up before anything else happens;
    as an ordinary user all of it is done inside a user namespace. Raises OSError where the kernel refuses.
    """
    proc = os.open("/proc", os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    uid, gid = os.geteuid(), os.getegid()
    try:
        if uid == 0 and _own_mounts():
            build(view)
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)
            # Changing user made this process unreadable to itself, and the maps below are files of its own in /proc.
            linux.prctl(linux.PR_SET_DUMPABLE, 1)
            linux.unshare(linux.CLONE_NEWUSER | linux.CLONE_NEWPID)
            _map_ids(proc, NOBODY, NOBODY)
        else:
            linux.unshare(linux.CLONE_NEWUSER | linux.CLONE_NEWNS | linux.CLONE_NEWPID | ALONE)
            _map_ids(proc, uid, gid)
            _name_host()
            build(view)
    finally:
        os.close(proc)


def _own_mounts() -> bool:
    """Whether this root may mount. Root of a container often may not, and then goes the ordinary user's way."""
    try:
        linux.unshare(linux.CLONE_NEWNS | ALONE)
    except PermissionError:
        return False
    _name_host()
    return True


def _name_host() -> None:
    linux.libc.sethostname(b"box", 3)


def _map_ids(proc: int, uid: int, gid: int) -> None:
    for name, text in (("setgroups", "deny"), ("uid_map", f"{INSIDE} {uid} 1"), ("gid_map", f"{INSIDE} {gid} 1")):
        fd = os.open(f"self/{name}", os.O_WRONLY | os.O_CLOEXEC, dir_fd=proc)
        try:
            os.write(fd, text.encode())
        finally:
            os.close(fd)


def build(view: View) -> None:
    """Build the new root on a tmpfs and pivot into it."""
    linux.mount("none", "/", None, linux.MS_REC | linux.MS_PRIVATE)
    shown = [os.path.realpath(path) for path in (*view["libraries"], *view["packages"])]
    base = next(path for path in BASES if os.path.isdir(path) and not any(item.startswith(path + "/") for item in shown))
    linux.mount("tmpfs", base, "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, "size=4m,nr_inodes=4k,mode=0755")
    for path in view["libraries"]:
        _show(base, path)
    for path in view["masks"]:
        if os.path.isdir(base + path):
            linux.mount("tmpfs", base + path, "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, "size=1m,nr_inodes=4k,mode=0755")
    for path in view["packages"]:
        _show(base, path)
    os.mkdir(base + "/dev")
    for name in DEVICES:
        _file(base + f"/dev/{name}")
        linux.bind(f"/dev/{name}", base + f"/dev/{name}", devices=True)
    os.makedirs(base + "/tmp", exist_ok=True)  # noqa: S108 -- where each child mounts a tmpfs of its own
    linux.pivot(base)
    for path in ("/", *view["masks"]):
        if os.path.ismount(path):
            linux.mount("none", path, None, linux.MS_BIND | linux.MS_REMOUNT | linux.MS_RDONLY | linux.MS_NOSUID | linux.MS_NODEV)


def _show(base: str, path: str) -> None:
    target = base + path
    if os.path.lexists(target):
        return
    if os.path.islink(path):
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.symlink(os.readlink(path), target)
    elif os.path.isdir(path):
        os.makedirs(target)
        linux.bind(path, target)
    elif os.path.isfile(path):
        os.makedirs(os.path.dirname(target), exist_ok=True)
        _file(target)
        linux.bind(path, target)


def _file(path: str) -> None:
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC, 0o644))


def scratch() -> None:
    """Give this process mounts and System V objects of its own, with an empty writable /tmp of 16 MB and 256 files."""
    linux.unshare(linux.CLONE_NEWNS | linux.CLONE_NEWIPC)
    linux.mount("tmpfs", "/tmp", "tmpfs", linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC, "size=16m,nr_inodes=256,mode=0700")  # noqa: S108
    os.chdir("/tmp")  # noqa: S108 -- the tmpfs just mounted, seen by this process alone
