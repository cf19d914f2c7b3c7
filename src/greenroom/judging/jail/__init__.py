"""What runs on the other side of the wall. Standard library only: these files are started as a program of their own.

A fresh interpreter (`launch`) builds the walls (`walls`), imports the modules of one profile and then waits as the
`zygote`. Each submission gets a fork of it (`child`), sealed before the first byte of the learner's code is read.
Nothing here knows an expected value.
"""
