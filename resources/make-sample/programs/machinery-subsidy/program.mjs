// @ts-check
import { poster, slides } from './slides.mjs';

/** @type {import('../../film/program.mjs').Program} */
export const program = {
  id: 'machinery-subsidy',
  title: { 'zh-CN': '买农机，补贴怎么领', en: 'Claiming the Farm-Machinery Subsidy' },
  summary: {
    'zh-CN': '农机购置与应用补贴：谁能申请、哪些机器有补贴、四步怎么走。先买后补，直接到卡。',
    en: 'Who can apply, which machines count, and the four steps: buy first, apply, be checked, and be paid to your card.',
  },
  category: 'policy-regulation',
  topics: ['惠农政策'],
  courseKind: 'public',
  slides,
  poster,
  cues: [
    {
      slide: 'title',
      zh: '买农机有补贴。今天讲讲，补贴怎么领。',
      say: '买农机，有补贴。今天讲讲，补贴怎么领。',
      en: 'There is a subsidy for buying farm machines. Today: how to get it.',
      motion: { frames: 60, fps: 25 },
      pauseMs: 800,
    },
    {
      slide: 'who',
      step: 1,
      zh: '种地、养殖的个人能申请，合作社、家庭农场也能申请。',
      say: 'zhong4 di4，养殖的 ge4 ren2，能申请。合作社，家庭农场，也能申请。',
      en: 'People who grow crops or keep animals can apply; so can cooperatives and family farms.',
    },
    {
      slide: 'who',
      step: 2,
      zh: '先问清楚：要买的机器，在不在本省的补贴范围里。',
      say: '先问清楚，要买的机器，zai4 bu2 zai4 本省的补贴范围里。',
      en: 'Ask first whether the machine is on your province’s list.',
      pauseMs: 800,
    },
    {
      slide: 'steps',
      step: 1,
      zh: '第一步，买机器。自己选，自己付款，开好发票。',
      say: '第一步，买机器。自己选，自己付款，开好发票。',
      en: 'Step one: buy. You choose, you pay, and you get an invoice.',
    },
    {
      slide: 'steps',
      step: 2,
      zh: '第二步，提申请。用手机软件，或者到县农业农村部门。',
      say: '第二步，提申请。用手机软件，或者，到县农业农村部门。',
      en: 'Step two: apply, with the phone app or at the county agriculture office.',
    },
    {
      slide: 'papers',
      zh: '带上身份证、发票和银行卡。拖拉机、收割机，要先上牌。',
      say: '带上身份证，发票，和银行卡。拖拉机，收割机，要先上牌。',
      en: 'Bring your identity card, the invoice and your bank card. Tractors and harvesters need their plates first.',
    },
    {
      slide: 'steps',
      step: 3,
      zh: '第三步，等审核。通过以后，会公示出来。',
      say: '第三步，等审核。通过以后，会公示出来。',
      en: 'Step three: it is checked, and what passes is put on public notice.',
    },
    {
      slide: 'steps',
      step: 4,
      zh: '第四步，收钱。补贴直接打到卡上。',
      say: '第四步，收钱。补贴直接打到卡上。',
      en: 'Step four: the money goes straight to your card.',
      pauseMs: 800,
    },
    {
      slide: 'honest',
      zh: '不虚报，bu2 mao4 ling3。弄虚作假，要追回补贴，依法处理。',
      say: '不虚报，bu2 mao4 ling3。弄虚作假，要追回补贴，依法，chu3 li3。',
      en: 'No false claims. Whoever cheats must pay it back and answer to the law.',
    },
    {
      slide: 'honest',
      zh: '具体办法，以本省当年的公告为准。',
      say: '具体办法，以本省 dang1 nian2 的公告，wei2 准。',
      en: 'For the details, this year’s notice of your province decides.',
    },
  ],
};
