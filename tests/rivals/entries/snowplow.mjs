// Page views, activity every ten seconds, link clicks, media; nothing stored on the device.
import { enableActivityTracking, newTracker, trackPageView } from "@snowplow/browser-tracker";
import { LinkClickTrackingPlugin, enableLinkClickTracking } from "@snowplow/browser-plugin-link-click-tracking";
import {
  SnowplowMediaPlugin, startMediaTracking, trackMediaEnd, trackMediaPause, trackMediaPlay, updateMediaTracking,
} from "@snowplow/browser-plugin-media";

newTracker("sp", `${location.origin}/collect/snowplow`, {
  appId: "example",
  plugins: [LinkClickTrackingPlugin(), SnowplowMediaPlugin()],
  stateStorageStrategy: "none",
  anonymousTracking: { withServerAnonymisation: true },
});
enableActivityTracking({ minimumVisitLength: 10, heartbeatDelay: 10 });
enableLinkClickTracking();
trackPageView();

const played = [];
const told = { play: trackMediaPlay, pause: trackMediaPause, ended: trackMediaEnd, timeupdate: updateMediaTracking };
for (const [type, tell] of Object.entries(told))
  addEventListener(type, ({ target }) => {
    if (!played.includes(target)) startMediaTracking({ id: `m${played.push(target) - 1}` });
    const { currentTime, duration, paused, ended } = target;
    tell({ id: `m${played.indexOf(target)}`, player: { currentTime, duration, paused, ended } });
  }, true);
