# How shards are filled for what needs many facts: the product's objects, by their keys, around a Worker
# that writes rows.

using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "fill", worker = .fill),
    (name = "objects", disk = (writable = true)),
  ],
  sockets = [(name = "http", http = (), service = "fill")],
);

const fill :Workerd.Worker = (
  modules = [(name = "fill.js", esModule = embed "fill.js")],
  compatibilityDate = "2026-11-01",
  durableObjectNamespaces = [
    (className = "VisitShard", uniqueKey = "ungated-visit-shard", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "objects"),
  bindings = [(name = "SHARD", durableObjectNamespace = "VisitShard")],
);
