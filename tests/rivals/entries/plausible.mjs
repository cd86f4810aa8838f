// Page views, engagement, depth, links out and downloads.
import { init } from "@plausible-analytics/tracker";

init({
  domain: "example.com",
  endpoint: "/collect/plausible/event",
  outboundLinks: true,
  fileDownloads: true,
  captureOnLocalhost: true, // where the bench serves its page
});
