// Page views. It measures nothing else.
import { init } from "@counterscale/tracker";

init({ siteId: "example", reporterUrl: "/collect/counterscale/collect", reportOnLocalhost: true });
