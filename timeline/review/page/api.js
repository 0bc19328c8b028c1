// What is asked of the server, and the two ways in which it says no.

/** The file was changed by another program and has been read again. */
export class Stale extends Error {}

async function answer(response) {
  const value = await response.json().catch(() => ({ problem: `The server said ${response.status}.` }));
  if (response.status === 409) throw new Stale(value.problem);
  if (!response.ok) throw new Error(value.problem);
  return value;
}

async function request(address, options) {
  let response;
  try {
    response = await fetch(address, options);
  } catch {
    throw new Error("The program has ended. Start “timeline review” again; every decision is in the file.");
  }
  return answer(response);
}

/** Return what the server tells, as in ask("event", {reading, number}). */
export const ask = (name, query = {}) => request(`api/${name}?${new URLSearchParams(query)}`);

/** Have a decision carried out and return what changed. */
export const decide = (decision) =>
  request("api/decide", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(decision),
  });
