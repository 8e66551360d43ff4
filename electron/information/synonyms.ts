/** Words for the same thing as villagers, traders and offices say them; each line is one group. The county can add more. */
export const shippedSynonyms: readonly (readonly string[])[] = `
马铃薯 土豆 洋芋 山药蛋 山药豆 地蛋 洋番芋
玉米 苞谷 包谷 苞米 棒子 玉蜀黍 玉茭 corn maize
小麦 麦子 冬麦 春麦
水稻 稻子 稻谷 谷稻 大米
谷子 小米 粟
大豆 黄豆 毛豆
蚕豆 胡豆 佛豆
红薯 地瓜 甘薯 番薯 红苕 白薯 山芋
油菜籽 油菜 菜籽
葵花籽 葵花 向日葵 葵花子 向日葵籽 瓜子
胡麻 亚麻 亚麻籽 胡麻籽
花生 落花生 长生果
番茄 西红柿 洋柿子
辣椒 辣子 海椒 番椒
茄子 茄瓜
大白菜 白菜 包心白菜
甘蓝 卷心菜 莲花菜 包菜 圆白菜 洋白菜 莲花白
胡萝卜 红萝卜 黄萝卜
洋葱 葱头 皮牙子 圆葱
大蒜 蒜 蒜头
生姜 姜 鲜姜
大葱 葱 青葱
菜豆 四季豆 豆角 刀豆 芸豆 豆角子
红枣 枣 大枣 枣子
核桃 胡桃
苹果 红富士 富士 林檎
梨 梨子 早酥梨
桃 桃子 毛桃
杏 杏子
花椒 椒 大红袍
黄芪 黄耆 北芪
当归 归身 岷归
甘草 甜草
香菇 冬菇
紫花苜蓿 苜蓿 苜蓿草 紫苜蓿
生猪 毛猪 活猪 肥猪 育肥猪 猪
仔猪 猪崽 小猪 猪仔 猪娃 苗猪
活羊 羊 绵羊 羊只 肥羊 山羊
羔羊 羊羔 羔子 小羊 羊娃 断奶羔羊
羊肉 鲜羊肉
肉牛 牛 黄牛 活牛 育肥牛
犊牛 牛犊 小牛 牛娃
肉鸡 鸡 土鸡
鸡苗 小鸡 鸡娃
鸡蛋 土鸡蛋 鲜蛋
肉驴 驴 毛驴
肉兔 兔 兔子
肉鸭 鸭 鸭子
鲤鱼 鱼
虹鳟 三文鱼 鳟鱼
蜜蜂 蜂
生鲜乳 牛奶 鲜奶 奶
猪肉 大肉 鲜猪肉
化肥 肥料 尿素 复合肥 磷酸二铵 氯化钾
磷酸二铵 二铵
氯化钾 钾肥
有机肥 农家肥 羊粪 粪肥
豆粕 豆饼
猪饲料 猪料
青贮饲料 青贮
干草 饲草 草料 燕麦草
地膜 薄膜 农膜 塑料膜
残膜 旧膜 废膜 旧地膜 废地膜 废旧农膜
棚膜 大棚膜 温室膜
脱毒种薯 种薯 土豆种子 洋芋种 土豆种 种子薯
玉米种子 玉米种 苞谷种子
柴油 燃油
草甘膦 除草剂
玉米螟 钻心虫 玉米钻心虫
蚜虫 腻虫 蜜虫
红蜘蛛 螨虫
粘虫 行军虫
条锈病 黄锈 小麦锈病 锈病
白粉病 白毛病
晚疫病 疫病
菜青虫 青虫
根蛆 地蛆
非洲猪瘟 猪瘟
腹泻 拉稀 拉肚子 下痢
驱虫 打虫
免疫 打防疫针 防疫 疫苗 打疫苗 防疫针 打针
圈舍 圈 棚圈
羊圈 羊舍
育肥 长膘 催肥
播种 下种 点种
采收 收获 收割 收
施肥 追肥 上肥
贮藏 保存 窖藏 储存 存放
灌溉 浇水 浇地
修剪 剪枝 剪树 修枝
日光温室 温室 大棚 暖棚 棚
打药 喷药 农药 用药 药
防治 防控 治 治疗 预防 怎么治
秸秆 麦草 玉米秆 草秆
补贴 补助 津贴 奖补 贴息 补钱 补偿 救助
医疗保险 医保 合作医疗 新农合 农合 合疗
养老保险 养老金 养老 社保
最低生活保障 低保 低保户
高龄 八十岁 高龄津贴 老人补贴
高龄老人津贴 老人补贴 高龄补贴 老年补贴
缴费 交钱 交费 怎么交 交
小额信贷 贷款 借款 信贷
农机 拖拉机 农业机械 机械
农机购置 买拖拉机 购机 买农机 购买农机
耕地地力保护 地力 种地补贴 种粮补贴 地力补贴
母牛 养牛 基础母牛
病死猪 死猪
危房 旧房 破房
厕所 改厕 茅房
务工 打工 外出务工
交通补助 路费补助 路费 车票
电商 网上 网店 网上销售 直播
网上销售 网上卖 在网上卖
短视频 抖音
兽医站 兽医 畜牧站
农业技术推广站 农技站 农技中心
供电所 电管所 停电 电力
卫生院 医院 诊所
信用社 银行
民政 民政所 民政服务窗口
供销社 农资店 农资 门市部
水利 水管所 放水
回收 收旧 以旧换新
求购 收购 要买 想买 谁要 谁收 买 wanted buy
供应 出售 有卖 卖 出卖 sale sell
窖 地窖 菜窖
`
  .trim()
  .split('\n')
  .map((line) => line.split(' '));

/** Which words stand for which others. */
export interface Synonyms {
  /** The other words for this one, none when there are none. */
  readonly of: (word: string) => readonly string[];
  readonly words: () => Iterable<string>;
}

export function synonymsOf(...lists: readonly (readonly (readonly string[])[])[]): Synonyms {
  const others = new Map<string, Set<string>>();
  for (const group of lists.flat()) {
    for (const word of group) {
      const known = others.get(word) ?? new Set<string>();
      for (const other of group) if (other !== word) known.add(other);
      others.set(word, known);
    }
  }
  return { of: (word) => [...(others.get(word) ?? [])], words: () => others.keys() };
}
