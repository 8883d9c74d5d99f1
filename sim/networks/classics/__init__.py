"""The classic models of diffusion on any network: Bass's hazard and Granovetter's thresholds."""

from sim.networks.classics.spread import spread

__all__ = ["spread"]
