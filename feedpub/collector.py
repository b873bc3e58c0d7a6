"""How the garbage collector of a process works: it passes over what has been loaded to stay, and looks less often."""

import gc

# For each: objects, beyond those that went again, after which it looks through what is new; how many such looks come
# before one through what is rather new; and how many of these before one through all. By default it looks after 700
# objects: to read fifty events took a seventh longer by that, a look at a folder of ten thousand files a twentieth.
# After 20,000 it was no faster in all than after 5,000, but made one request in eighty take 15 to 40 ms longer, as did
# ten looks before a wider one; now that is 10.
SERVING = (5_000, 3, 30)
# What an article makes when it is read has hardly any cycles.
READING = (50_000, 20, 20)


def spare_loaded(looks: tuple[int, int, int], *, collect: bool = True) -> None:
    """Let the collector pass over all that there is now, as modules, words and templates that stay for good.

    To walk over them again and again would be most of what it does, in the middle of somebody's request, and would copy them
    into each forked worker.

    Args:
        looks: how often it looks from now on: SERVING or READING.
        collect: first collect what is garbage already; False where hardly anything can be.
    """
    if collect:
        gc.collect()
    gc.freeze()
    gc.set_threshold(*looks)
