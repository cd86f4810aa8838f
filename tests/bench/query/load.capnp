# How `cargo xtask bench query` fills shards: the product's objects, by their keys, around a Worker
# that writes rows.

using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "load", worker = .load),
    (name = "objects", disk = (writable = true)),
  ],
  sockets = [(name = "http", http = (), service = "load")],
);

const load :Workerd.Worker = (
  modules = [(name = "load.js", esModule = embed "load.js")],
  compatibilityDate = "2026-11-01",
  durableObjectNamespaces = [
    (className = "VisitShard", uniqueKey = "ungated-visit-shard", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "objects"),
  bindings = [(name = "SHARD", durableObjectNamespace = "VisitShard")],
);
