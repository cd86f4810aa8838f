// PostHog's own smallest bundle: page views, leaving and depth, without clicks.
import posthog from "posthog-js/dist/module.slim.js";
import { settings } from "./posthog-settings.mjs";

posthog.init("phc_example", settings("posthog-slim"));
