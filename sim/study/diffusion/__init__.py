"""Diffusion measures of a network and the periods of adoption, as netdiffuseR defines them."""
