// Who is measured beside us, and what each needs of npm.

/**
 * @typedef {object} Rival
 * @property {string} name its entry file's name
 * @property {string} title
 * @property {string[]} packages
 * @property {boolean} [stub] what it measures with is not on npm, so it sends nothing
 */

/** @type {Rival[]} */
export const rivals = [
  { name: "vercel", title: "Vercel (a stub)", packages: ["@vercel/analytics"], stub: true },
  { name: "counterscale", title: "Counterscale", packages: ["@counterscale/tracker"] },
  { name: "plausible", title: "Plausible", packages: ["@plausible-analytics/tracker"] },
  { name: "web-vitals", title: "web-vitals", packages: ["web-vitals"] },
  {
    name: "snowplow",
    title: "Snowplow, links, media",
    packages: ["@snowplow/browser-tracker", "@snowplow/browser-plugin-link-click-tracking", "@snowplow/browser-plugin-media"],
  },
  { name: "posthog-slim", title: "PostHog, slim", packages: ["posthog-js"] },
  { name: "posthog", title: "PostHog", packages: ["posthog-js"] },
];
