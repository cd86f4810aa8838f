export const segments = {
  title: 'Whom you write for',
  help: 'Rules over what the edge knows of a reader. All conditions of a rule must hold; of several values, between commas, one is enough; * is anything. The first rule that holds names the segment; the points of all that hold are the fit, up to 100. No organisation’s name is ever stored. Rules hold for visits from now on.',
  fields: {
    segment: 'Segment',
    fit: 'Points of fit',
    organisation: 'Organisation',
    network: 'Kind of network',
    country: 'Country',
    language: 'Language',
    device: 'Device',
    campaign: 'Campaign',
    source: 'Source',
    channel: 'Channel',
  },
} as const;
