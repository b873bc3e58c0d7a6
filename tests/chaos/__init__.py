"""Whole sites under fault injection: a newsroom that edits, processes that are killed, clocks that differ, and followers.

``newsroom`` edits a folder and knows what a site must show of it; ``follower`` is a process that keeps a copy of a site
through ``/api/changes``; ``processes`` and ``databases`` start, kill and restart what serves them; ``verdict`` and
``soundness`` compare the copies, the site, the store and the folder once all is quiet; ``skew`` and ``kills`` are trials.
"""
