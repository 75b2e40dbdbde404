interface Request {
  readonly model: string;
  readonly max_tokens: number;
  readonly system?: unknown;
  readonly messages: readonly { readonly content: unknown }[];
}

/**
 * Stands in for the model with --simulate: a reader who looks for cues. Told what to do when several labels
 * fit, it goes by their rank, otherwise by what comes first in the ticket. Now and then it errs, chats,
 * refuses or fails, so that the report has something to show.
 */
export function simulateTriage(
  { model, max_tokens, system, messages }: Request,
  { random }: { random: () => number },
) {
  const isSonnet = model.includes('sonnet');
  const isGuided = String(system).includes('When several labels fit');

  const fate = random();
  const usage = { output_tokens: Math.round((isSonnet ? 70 : 40) * (1 + random())) };
  if (fate < 0.002) return { error: { type: 'api_error', message: 'Internal server error' } };
  if (fate < 0.006) return { content: [], stop_reason: 'refusal', usage };
  // Thinking used up the tokens before the answer began.
  if (fate < 0.01) return { content: [], stop_reason: 'max_tokens', usage: { output_tokens: max_tokens } };

  const labels = fittingLabels(String(messages.at(-1)?.content), isGuided ? 'rank' : 'place');
  const [best = 'other', secondBest = 'other'] = labels;
  const label = random() < (isSonnet ? 0.02 : 0.06) ? secondBest : best;
  const isChatty = random() < (isGuided ? 0.005 : 0.03);
  return { content: isChatty ? `This ticket is about ${label}.` : label, usage };
}

/** Labels by rank: those above win over those below. */
const CUES = {
  refund:
    /refund(?! approved)|money back|the money for|paid back|fee back|difference back|back or I will|is back\b|send the lamp back|reverse|return (my|what|the)|erstatt|geld zurück|reembols|rembours/i,
  cancellation:
    /cancel|unsubscribe|renewal\?|delete my account|\bend (the sub|it)|close (it|the contract)|out of the order|kündig|résili|dar de baja/i,
  account_access:
    /log ?in|two accounts|belongs to|logs me|\blocked|password|(?<!promo )code\b(?! \d)|two-factor|authenticator|sign(ed)? in|access|verification|passwort|anmelden|sesión|connecter/i,
  shipping:
    /my order|else's order|was split|parcel|package|pick up|courier|tracking|customs|deliver|ship|express|missing from|liefer|paket|colis|paquete|pacco|bezorger|livraison|where is/i,
  billing:
    /invoice|receipt|charge|bill|payment|cards?\b|price|pricing|discount|amount|rechnung|abgebucht|factu|addebit/i,
  bug_report:
    /crash|error|flicker|stopped|(doesn.?t|does not|button does) |firmware|since the|since tuesday|every (night|time)|offline|twice on|blink|hums|cut off|empty|reacts|itself on|stürzt|nicht mehr|plante|se cierra|落ち/i,
  feature_request:
    /please add|would be (great|nice)|could (you support|it start)|suggestion|idea|consider|wish|any chance|more colours|wäre schön|sería genial|serait-il/i,
};

function fittingLabels(ticket: string, order: 'rank' | 'place'): string[] {
  const found = Object.entries(CUES)
    .map(([label, cue]) => ({ label, place: ticket.search(cue) }))
    .filter(({ place }) => place >= 0);
  if (order === 'place') found.sort((a, b) => a.place - b.place);
  return found.map(({ label }) => label);
}
