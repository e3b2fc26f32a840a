// The vague words themselves: by the question that each calls for, and the names in which they are not vague.

/** Question to the author, and the words that call for it. */
export const asks: Readonly<Record<string, string>> = {
  'how fast: p95 in ms?':
    'fast | quick | quickly | fast enough | rapid | rapidly | snappy | blazing fast | lightning fast | instant | instantly | responsive | swift | swiftly | speedy | low latency | high speed | performant | high performance',
  'how soon: at most how many seconds after the event?': 'real-time | realtime | near real-time | near-real-time | in real time',
  'by when?': 'as soon as possible | asap | timely | in a timely manner | promptly | soon | in due course | eventually',
  'up to what load, and what may fail first?': 'scalable | highly scalable | scales well | high throughput | massive scale | at scale',
  'against which failures, with what error rate?':
    'robust | robustly | resilient | reliable | reliably | stable enough | fault-tolerant | rock-solid | bulletproof | high availability | highly available | always available',
  'what does the user not have to do, in how many steps?':
    'seamless | seamlessly | frictionless | effortless | effortlessly | smooth | smoothly | hassle-free',
  'which task, in how many minutes, by what share of users?':
    'user-friendly | user friendly | intuitive | intuitively | easy to use | easy | easily | simple to use | delightful | great user experience | better user experience | ergonomic',
  'who decides, by what criterion?':
    'appropriate | appropriately | as appropriate | suitable | suitably | proper | properly | relevant stakeholders | reasonable | reasonably | acceptable | adequate | adequately | sufficient | sufficiently | satisfactory',
  'when exactly, and who notices?':
    'as needed | if needed | when needed | where needed | as necessary | if necessary | where necessary | as required | if possible | where possible | when possible | where applicable | as applicable | when appropriate | where appropriate',
  'better than what, measured how?':
    'state-of-the-art | state of the art | best-in-class | best in class | world-class | world class | cutting-edge | cutting edge | industry-leading | industry leading | next-generation | next-gen | superior | optimal | optimally | high-quality | high quality | excellent | top-notch | best possible | first-class | enterprise-grade | production-grade | good enough | great | modern',
  'at most how much?':
    'minimal | minimally | negligible | low cost | low-cost | cheap | cheaply | affordable | cost-effective | cost effective | lightweight | as low as possible | as little as possible | low overhead',
  'how much per request, or per month?': 'efficient | efficiently | resource-efficient | cost-efficient',
  'how much: which number, compared with what?':
    'significant | significantly | substantial | substantially | considerable | considerably | noticeably | noticeable | dramatically | dramatic | drastically | meaningfully | meaningful | markedly | greatly | vastly | radically | measurably',
  'how often: every how many days?':
    'regularly | periodically | frequently | often | from time to time | occasionally | now and then | on a regular basis | continuously improve',
  'how accurate: which metric, on which set?':
    'accurate | accurately | highly accurate | high accuracy | precise | human-like | human-level | near-perfect | trustworthy',
  'how many?': 'several | numerous | many | a few | various | plenty of | lots of | a lot of',
  'which ones?': 'etc | and so on | and so forth | and more | and the like',
  'in which cases, decided by whom?':
    'flexible | flexibly | configurable enough | adaptive enough | extensible | versatile | future-proof | comprehensive | holistic',
};

/** After these words the vague word is part of a name: "fast track", "minimal viable product", "real-time bidding". */
export const names: ReadonlyMap<string, RegExp> = new Map([
  [
    'fast',
    /^(?:track|tracks|tracked|tracking|forward|food|fashion|lane|path|text|api|ai|moving|follower|fourier|r|growing|paced|failover|fail|refresh|mover|movers|delivery)$/,
  ],
  [
    'quick',
    /^(?:win|wins|start|reply|replies|fix|fixes|check|checks|look|access|action|actions|sort|filter|filters|view|response|question|poll|survey|summary)$/,
  ],
  ['rapid', /^(?:prototyping|api|response|test|tests|application)$/],
  ['instant', /^(?:messaging|message|messages|messenger|search|app|apps|payment|payments|noodles|transfer|transfers|checkout|delivery)$/],
  ['minimal', /^(?:viable|api|apis|reproducible|detectable|pair|pairs|example|working|version|theme|configuration|clinically)$/],
  [
    'real',
    /^(?:bidding|database|api|apis|operating|clock|protocol|strategy|auction|auctions|pcr|location|kernel|translation|payments|payment|messaging|captioning|analytics|dashboard|features|feature|inference|serving|scoring|data|stream|events?|pricing)$/,
  ],
  ['responsive', /^(?:design|layout|web|website|images|search)$/],
  ['smooth', /^(?:l1|loss|muscle|scrolling|curve|weighted)$/],
  ['robust', /^(?:regression|standard|scaler|statistics|loss|estimator|optimization|covariance|z|scaling|pca)$/],
  ['scalable', /^(?:vector)$/],
  [
    'significant',
    /^(?:digit|digits|figure|figures|level|other|difference|result|results|at|effect|lift|improvement|uplift|increase|win|harm|effects|risk)$/,
  ],
  ['significantly', /^(?:different)$/],
  ['modern', /^(?:portfolio|slavery|bert|love)$/],
  ['great', /^(?:britain|lakes|firewall)$/],
  ['easy', /^(?:apply|ocr|negative|negatives|examples|cases|pass|anti)$/],
  ['proper', /^(?:scoring|noun|nouns|name|names|subset)$/],
  ['stable', /^(?:diffusion|release|channel|branch|version)$/],
  ['precise', /^(?:location|geolocation|geo)$/],
  ['relevant', /^(?!stakeholders)/],
  ['modern', /^(?:slavery|portfolio)$/],
  ['regularly', /^(?:scheduled)$/],
  ['superior', /^(?:court|vena)$/],
  ['at', /^(?!scale)/],
  ['reasonable', /^(?:doubt|adjustment|adjustments|accommodation|accommodations|expectation|person)$/],
  ['lightweight', /^(?:directory|access)$/],
  ['cheap', /^(?:talk|flights)$/],
  ['optimal', /^(?:transport|control|policy|stopping|threshold|binning|transportation)$/],
  ['soon', /^(?!$)/],
  ['proper', /^(?:noun|nouns|name|names|scoring|subset)$/],
]);
