// A stub: what measures is the script that it loads, which is not published.
import { inject } from "@vercel/analytics";

inject({ mode: "production", scriptSrc: "/collect/vercel/script.js" });
