// The closed classes of English: words that are few, known, and say how the open ones hang together.
// What a sentence is about is never looked up here.

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

export const determiners = set('the a an our your their its his her this that these those each every all both any some my another such');
export const prepositions = set(
  'of in on at by to for from with within without over under below above into onto per via through during before after until till since between among amongst across against towards toward than as about around behind beyond beside besides despite throughout inside versus vs using regarding concerning near post instead',
);
export const conjunctions = set(
  'and or but nor yet so while whilst whereas although though because if when whenever once unless that which who whose where plus then',
);
export const auxiliaries = set('is are was were be been being am has have had do does did');
export const modals = set('will would shall should must may might can could cannot need needs ought');
export const pronouns = set(
  'i we you he she it they us them me him ours theirs everything everyone everybody anyone nobody someone there something things ourselves themselves',
);
/** Words that only count or compare, and so name nothing. */
export const comparing = set(
  'more most less least fewer higher lower greater better worse than up down flat unchanged stable steady constant intact neutral same equal not no never only just also still already currently today now max maximum min minimum by happy glad satisfied pleased',
);

/** Verbs of will: what follows is wanted, what stands before does the wanting. */
export const intents = set(
  'want wants aim aims plan plans intend intends expect expects hope seek seeks try trying believe aiming hoping seeking commit committed',
);

/** People by what they do; their number is a size and their age a group. */
export const persons =
  /^(?:people|anyone|anybody|everyone|those|pensioners?|seniors?|adults?|children|kids|users?|customers?|clients?|guests?|visitors?|subscribers?|members?|patients?|students?|pupils?|learners?|drivers?|riders?|readers?|listeners?|players?|buyers?|shoppers?|donors?|residents?|citizens?|passengers?|women|men|workers?|employees?|applicants?|borrowers?|tenants?|voters?|athletes?|runners?)$/;

/** Nouns that announce a value and are not what is measured: "Target: 4.3 %". */
export const labels = set(
  'goal goals target targets objective objectives aim aims success kpi kpis metric metrics outcome result results baseline okr kr north star measure indicator hypothesis mission ambition primary secondary desired expected required planned projected intended',
);

/** "Goal:", "KR2:". */
export const isLabel = (word: string): boolean => labels.has(word) || /^(?:o|kr|okr|nfr|fr|m|g)\d{1,2}$/.test(word);

/** Words of the classes above end a noun phrase. */
export const isFunctionWord = (word: string): boolean =>
  determiners.has(word) ||
  prepositions.has(word) ||
  conjunctions.has(word) ||
  auxiliaries.has(word) ||
  modals.has(word) ||
  pronouns.has(word) ||
  intents.has(word) ||
  comparing.has(word);

export const isNegation = (word: string): boolean => word === 'not' || word === 'never' || word === 'cannot' || word.endsWith("n't");
