// The least that a Worker can do for a hit: it reads nothing and says that it has it.
export default {
  fetch() {
    return new Response(null, { status: 202 });
  },
};
