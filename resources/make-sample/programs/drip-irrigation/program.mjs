// @ts-check
import { poster, slides } from './slides.mjs';

const dripping = { frames: 12, fps: 8, loop: true };

/** @type {import('../../film/program.mjs').Program} */
export const program = {
  id: 'drip-irrigation',
  title: { 'zh-CN': '滴灌：省水又省肥', en: 'Drip Irrigation: Less Water, Less Fertiliser' },
  summary: {
    'zh-CN': '一套滴灌由哪些部分组成，滴灌带怎样铺，施肥分哪三段，平时怎样养护，看完就能动手。',
    en: 'The parts of a drip system, how to lay the tape, fertilising in three stages, and keeping it in order.',
  },
  category: 'wealth-skill',
  topics: ['节水灌溉'],
  courseKind: 'special',
  slides,
  poster,
  cues: [
    {
      slide: 'title',
      zh: '水少的地方，怎样种好庄稼？今天讲滴灌。',
      say: '水少的 di4 fang1，怎样 zhong4 好庄稼？今天讲滴灌。',
      en: 'How does one grow good crops where water is scarce? Today: drip irrigation.',
      motion: dripping,
      pauseMs: 800,
    },
    {
      slide: 'compare',
      step: 1,
      zh: '大水漫灌，水流满地，许多水蒸发了、渗走了。',
      say: '大水漫灌，水流满 di4，许多水，蒸发了，渗走了。',
      en: 'Flooding covers the whole field, and much of the water evaporates or seeps away.',
    },
    {
      slide: 'compare',
      step: 2,
      zh: '滴灌，一滴一滴，只湿庄稼根边的土。',
      say: '滴灌，yi4 di1 yi4 di1，只湿庄稼，根边的土。',
      en: 'Drip irrigation wets, drop by drop, only the soil at the roots.',
      motion: dripping,
      pauseMs: 800,
    },
    {
      slide: 'layout',
      step: 1,
      zh: '一套滴灌，从水源开始。水泵加压，施肥罐加肥。',
      say: 'yi2 tao4 滴灌，从水源开始。水泵加压，施肥罐加肥。',
      en: 'A drip system begins at the water. The pump gives pressure, the tank adds fertiliser.',
    },
    {
      slide: 'layout',
      step: 2,
      zh: '过滤器拦住泥沙，水再进干管、支管。',
      say: '过滤器，拦住泥沙。水，再进 gan4 管，支管。',
      en: 'The filter holds back sand and mud; then the water goes into the main and branch pipes.',
    },
    {
      slide: 'layout',
      step: 3,
      zh: '最后进滴灌带，一行庄稼铺一条。',
      say: '最后，进滴灌带。yi4 hang2 庄稼，pu1 yi4 tiao2。',
      en: 'Last comes the drip tape: one line for each row.',
      motion: dripping,
      pauseMs: 800,
    },
    {
      slide: 'lay',
      step: 1,
      zh: '铺管时，滴头朝上，泥沙不容易堵。',
      say: 'pu1 管时，滴头朝上，泥沙不容易堵。',
      en: 'Lay the tape with its holes up, so that sand does not block them.',
    },
    {
      slide: 'lay',
      step: 2,
      zh: '用之前，先打开末端，把管里的泥沙冲干净。',
      say: '用之前，先打开末端，ba3 管里的泥沙，冲 gan1 净。',
      en: 'Before use, open the far end and flush the pipe clean.',
      pauseMs: 800,
    },
    {
      slide: 'feed',
      step: 1,
      zh: '施肥分三段：先滴清水，',
      say: '施肥，分三段。先滴清水。',
      en: 'Fertilise in three stages: first clear water,',
      pauseMs: 350,
    },
    { slide: 'feed', step: 2, zh: '再滴肥水，', say: '再滴肥水。', en: 'then water with fertiliser,', pauseMs: 350 },
    {
      slide: 'feed',
      step: 3,
      zh: '最后再滴清水，洗净管子。',
      say: '最后，再滴清水，洗净管子。',
      en: 'and clear water again, to wash the pipes.',
      pauseMs: 800,
    },
    {
      slide: 'care',
      zh: '过滤器要常洗。入冬以前，放空管里的水。',
      say: '过滤器，要常洗。入冬以前，放空管里的水。',
      en: 'Wash the filter often. Before winter, drain the pipes.',
      pauseMs: 800,
    },
    {
      slide: 'close',
      zh: '少浇、勤浇，水跟着根走，这就是滴灌。',
      say: '少浇，勤浇，水，gen1 zhe5 根走。这就是滴灌。',
      en: 'A little and often, water that goes where the roots are: that is drip irrigation.',
      motion: dripping,
    },
  ],
};
