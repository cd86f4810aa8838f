// Who publishes, what about, and how to reach them. Everything else is in content/*.md.

export const publication = {
  name: "Duty Cycle",
  tagline: "A quarterly on what factories do with energy",
  issue: "No. 12 · Autumn 2026",
  publisher: "The Fenwright Desk",
  language: "en",
  base: "/demo/",
};

export const desk = {
  mail: "desk@fenwright.example",
  phone: { shown: "+44 20 7946 0812", href: "tel:+442079460812" },
  calendar: "https://cal.com/fenwright-desk/thirty-minutes",
};

export const topics = [
  { id: "process-heat", name: "Process heat", about: "Steam, hot water, and the degrees in between." },
  { id: "demand", name: "Demand", about: "What a site draws, when, and whether anyone is there." },
  { id: "procurement", name: "Procurement", about: "Contracts, charges, and who carries the risk." },
  { id: "business-case", name: "Business case", about: "Getting good projects past good accountants." },
];

export const authors = {
  "marit-solheim": {
    name: "Marit Solheim", role: "Editor", mail: "marit@dutycycle.example",
    about: "Ran the utilities of two paper mills for twelve years, the second one at night. Edits this magazine and keeps a collection of load curves that nobody can explain.",
  },
  "tomasz-wierzba": {
    name: "Tomasz Wierzba", role: "Process engineer", mail: "tomasz@dutycycle.example",
    about: "Chemical engineer. Has commissioned 31 heat pumps and talked nine companies out of one. Believes in thermometers.",
  },
  "dev-ramanathan": {
    name: "Dev Ramanathan", role: "Markets editor", mail: "dev@dutycycle.example",
    about: "Traded power for nine years, then sold energy services for four, and now buys for the other side. Writes contracts that fit on five pages.",
  },
  "claire-abiola": {
    name: "Claire Abiola", role: "Finance editor", mail: "claire@dutycycle.example",
    about: "Chartered accountant, formerly finance director of a group of foundries. Sent back more energy projects than anyone here has written.",
  },
};

/** How a content type is called in print, and what search engines call it. */
export const types = {
  article: { label: "Article", schema: "Article" },
  "white-paper": { label: "White paper", schema: "Report" },
  video: { label: "Film", schema: "VideoObject" },
  podcast: { label: "Podcast", schema: "PodcastEpisode" },
  guide: { label: "Buyer’s guide", schema: "Article" },
  "case-study": { label: "Case study", schema: "Article" },
  pricing: { label: "Prices", schema: "Product" },
  page: { label: "About", schema: "AboutPage" },
};
