import { toast } from './toast.js';

const token = document.querySelector('meta[name="page-token"]').content;

async function answer(response) {
  let body = {};
  try {
    body = await response.json();
  } catch {
    throw new Error('The sandbox gave no readable answer. Reload the page.');
  }
  if (!response.ok) throw new Error(body.problem ?? `The sandbox answered with status ${response.status}.`);
  return body;
}

export async function read(path, params = {}, signal = undefined) {
  const query = new URLSearchParams(params).toString();
  return answer(await fetch(`/api/${path}${query ? `?${query}` : ''}`, { signal }));
}

// Asks for something to be done. Problems are shown; the answer is undefined then.
export async function act(path, wish) {
  try {
    const told = await answer(await fetch(`/api/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Page-Token': token },
      body: JSON.stringify(wish),
    }));
    if (told.result === 'unanswered') {
      toast(`Tieout did not take it: ${told.why}. Try again in a moment.`, 'bad');
    } else if (told.result === 'refused' && Object.keys(told.errors ?? {}).length === 0) {
      toast(`Not possible: ${told.why}.`, 'bad');
    }
    return told;
  } catch (error) {
    toast(error instanceof TypeError ? 'The sandbox cannot be reached. Is it still running?' : sentence(error.message), 'bad');
    return undefined;
  }
}

const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.');
