# Ungated on this machine: the same bytes that are deployed, run by workerd.
#
# `cargo xtask build` fills in what stands between at signs and writes target/ungated/workerd.capnp:
# modules and assets from what was built, the rest from wrangler.jsonc, so that there is one source.
# Ports and directories are given when workerd is started.

using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    # Files are answered first, everything else reaches the Worker, as in production.
    (name = "front", assets = (path = @assets_path@, userWorker = "worker", config = @assets_config@)),
    (name = "worker", worker = .worker),
    (name = "kv", worker = .kv),
    (name = "objects", disk = (writable = true)),
    (name = "blobs", disk = (writable = true)),
    # Webhooks go out by it: public addresses alone, as workerd has it by itself. A name can resolve to a
    # private one, and the Worker does not see to what it resolved.
    (name = "internet", network = (allow = ["public"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [
    # A request's CF-Blob header becomes its `request.cf`: so tests and simulated readers live in
    # many countries. Cloudflare itself says where a real reader is.
    (name = "http", http = (cfBlobHeader = "CF-Blob"), service = "front"),
  ],
);

const worker :Workerd.Worker = (
  modules = [@modules@
  ],
  compatibilityDate = @compatibility_date@,
  durableObjectNamespaces = [
    # A unique key names an object's files on disk: it never changes.
    (className = "VisitShard", uniqueKey = "ungated-visit-shard", enableSql = true),
    (className = "Site", uniqueKey = "ungated-site", enableSql = true),
    (className = "Registry", uniqueKey = "ungated-registry", enableSql = true),
    (className = "Live", uniqueKey = "ungated-live", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "objects"),
  bindings = [
    (name = "SHARD", durableObjectNamespace = "VisitShard"),
    (name = "SITE", durableObjectNamespace = "Site"),
    (name = "REGISTRY", durableObjectNamespace = "Registry"),
    (name = "LIVE", durableObjectNamespace = "Live"),
    (name = "SALTS", kvNamespace = (name = "kv", props = (json = "{\"namespace\":\"salts\"}"))),
    (name = "SITES", json = @sites@),
    (name = "UNGATED_ADMIN_TOKEN", fromEnvironment = "UNGATED_ADMIN_TOKEN"),
    (name = "UNGATED_DEV", fromEnvironment = "UNGATED_DEV"),
    # Here residency is where the machine is.
    (name = "UNGATED_ONE_PLACE", text = "1"),
  ],
);

# workerd brings its own key-value store; it keeps its values as files.
const kv :Workerd.Worker = (
  modules = [(name = "kv.js", bundled = "/workerd/kv.js")],
  compatibilityDate = @compatibility_date@,
  durableObjectNamespaces = [(className = "KVNamespace", uniqueKey = "ungated-kv", enableSql = true)],
  durableObjectStorage = (localDisk = "objects"),
  bindings = [
    (name = "SHARD", durableObjectNamespace = "KVNamespace"),
    (name = "BLOBS", service = "blobs"),
  ],
);
