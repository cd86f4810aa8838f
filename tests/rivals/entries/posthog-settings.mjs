// What makes PostHog comparable: it sends to us, stores nothing, and loads nothing more.
export const settings = (name) => ({
  api_host: `${location.origin}/collect/${name}`,
  persistence: "memory",
  person_profiles: "never",
  autocapture: true,
  capture_pageview: true,
  capture_pageleave: true,
  capture_performance: false,
  capture_heatmaps: false,
  capture_dead_clicks: false,
  disable_session_recording: true,
  disable_surveys: true,
  disable_product_tours: true,
  disable_conversations: true,
  disable_web_experiments: true,
  disable_external_dependency_loading: true,
  advanced_disable_flags: true,
  opt_out_useragent_filter: true, // it would take the bench for a robot
});
