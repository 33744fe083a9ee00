"""The real first migration."""

from importlib import import_module

Migration = import_module("atrium.migrations.0001_ground_floor").Migration
