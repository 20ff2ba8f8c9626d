"""Charts on the screen: figures of :mod:`qmdesk.charts` drawn off the event loop, with values under the pointer.

A figure is built and painted into a picture by one thread of its own and only shown here, so that typing never waits
for a chart: while one is being drawn, the newest wish waits and those between are left out.
"""
