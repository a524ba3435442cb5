"""The numbers of the section being read, as bars. pyqtgraph is spoken in `plot.py` and nowhere else."""
