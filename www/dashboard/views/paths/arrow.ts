/** As the API joins the items of a content path. */
export const ARROW = ' → ';
