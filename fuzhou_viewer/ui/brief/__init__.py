"""One page with the headline figures of a report, in large type, on screen and paper."""
