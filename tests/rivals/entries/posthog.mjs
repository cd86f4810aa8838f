// Page views, leaving, depth and clicks; without recording, surveys, flags and what they load.
import posthog from "posthog-js";
import { settings } from "./posthog-settings.mjs";

posthog.init("phc_example", settings("posthog"));
