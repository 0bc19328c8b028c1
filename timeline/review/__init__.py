"""A local page on which an editor goes through the events, each beside the article that tells it."""

from timeline.review.desk import Desk
from timeline.review.server import Server

__all__ = ["Desk", "Server"]
