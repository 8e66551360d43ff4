import type { LocalizedText } from '../../contract/text.ts';

const VIDEO = 'https://w3id.org/xapi/video';

/** Verbs, with what people call them. */
export const verbs = {
  initialized: verb('http://adlnet.gov/expapi/verbs/initialized', '打开了', 'initialized'),
  played: verb(`${VIDEO}/verbs/played`, '播放了', 'played'),
  paused: verb(`${VIDEO}/verbs/paused`, '暂停了', 'paused'),
  terminated: verb('http://adlnet.gov/expapi/verbs/terminated', '结束了', 'terminated'),
  completed: verb('http://adlnet.gov/expapi/verbs/completed', '看完了', 'completed'),
  attended: verb('http://adlnet.gov/expapi/verbs/attended', '参加了', 'attended'),
  searched: verb('http://activitystrea.ms/schema/1.0/search', '搜索了', 'searched'),
  experienced: verb('http://adlnet.gov/expapi/verbs/experienced', '查看了', 'experienced'),
  downloaded: verb('http://id.tincanapi.com/verb/downloaded', '收到了', 'downloaded'),
} as const;

export const activityTypes = {
  video: `${VIDEO}/activity-type/video`,
  meeting: 'http://adlnet.gov/expapi/activities/meeting',
  article: 'http://activitystrea.ms/schema/1.0/article',
  collection: 'http://activitystrea.ms/schema/1.0/collection',
} as const;

/** The profile that every statement about a video names. */
export const VIDEO_PROFILE = VIDEO;

/** Extensions of the Video Profile. */
export const videoExtensions = {
  time: `${VIDEO}/extensions/time`,
  playedSegments: `${VIDEO}/extensions/played-segments`,
  progress: `${VIDEO}/extensions/progress`,
  length: `${VIDEO}/extensions/length`,
  completionThreshold: `${VIDEO}/extensions/completion-threshold`,
  sessionId: `${VIDEO}/extensions/session-id`,
} as const;

/** Our own extensions, under the county's address. */
export const ownExtensions = (home: string) =>
  ({
    certainty: `${home}/xapi/time-certainty`,
    notBefore: `${home}/xapi/not-before`,
    notAfter: `${home}/xapi/not-after`,
    recordedTime: `${home}/xapi/recorded-time`,
    members: `${home}/xapi/members`,
    guests: `${home}/xapi/guests`,
    hits: `${home}/xapi/hits`,
    carrier: `${home}/xapi/carrier`,
  }) as const;

/** A text as xAPI's language maps have it. */
export function languageMap(text: LocalizedText): Record<string, string> {
  return { 'zh-CN': text['zh-CN'], ...(text.en === undefined ? {} : { en: text.en }) };
}

function verb(id: string, zhCN: string, en: string) {
  return { id, display: { 'zh-CN': zhCN, en } };
}
