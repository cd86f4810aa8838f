# The floor of `cargo xtask bench ingest`: the product's workerd around an empty Worker.

using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "floor", worker = .floor)],
  sockets = [
    # As the product's: the header costs the floor what it costs the product.
    (name = "http", http = (cfBlobHeader = "CF-Blob"), service = "floor"),
  ],
);

const floor :Workerd.Worker = (
  modules = [(name = "floor.js", esModule = embed "floor.js")],
  compatibilityDate = "2026-11-01",
);
