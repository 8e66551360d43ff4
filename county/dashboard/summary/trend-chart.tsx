import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { use as addParts, init } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Trend } from '../../overview/schemas.ts';
import { useLanguage } from '../i18n/use-language.ts';
import type { FigureColumn } from './site-rows.ts';

addParts([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

interface TrendChartProps {
  readonly months: Trend['months'];
  readonly figure: FigureColumn;
  readonly label: string;
}

/** This year as bars, the year before as a line across them. The same numbers stand in the table below it. */
export function TrendChart({ months, figure, label }: TrendChartProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const name = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' });
    const text = { color: colour('--ink-quiet'), fontFamily: colour('--font'), fontSize: 13 };
    const chart = init(element, null, { renderer: 'svg' });
    chart.setOption({
      animation: false,
      textStyle: text,
      grid: { left: 8, right: 16, top: 64, bottom: 32, containLabel: true },
      legend: { top: 0, left: 0, textStyle: text, itemWidth: 18 },
      // Drawn, not written as a page's text: the pages' policy lets no style in that stands in a text.
      tooltip: { trigger: 'axis', renderMode: 'richText' },
      xAxis: {
        type: 'category',
        name: t('trend.month'),
        nameLocation: 'middle',
        nameGap: 30,
        data: months.map(({ month }, at) => {
          const short = name.format(new Date(`${month}-01`));
          return at === 0 || month.endsWith('-01') ? `${short}\n${month.slice(0, 4)}` : short;
        }),
        axisLabel: { ...text, hideOverlap: true },
        axisLine: { lineStyle: { color: colour('--line-strong') } },
      },
      yAxis: { type: 'value', name: label, nameTextStyle: { ...text, align: 'left' }, minInterval: 1, axisLabel: text, splitLine: { lineStyle: { color: colour('--line') } } },
      series: [
        { type: 'bar', name: t('trend.this'), data: months.map((one) => one.figures[figure]), itemStyle: { color: colour('--accent'), borderRadius: [3, 3, 0, 0] }, barMaxWidth: 34 },
        {
          ...{ type: 'line', name: t('trend.before'), data: months.map((one) => one.before[figure]) },
          ...{ itemStyle: { color: colour('--information') }, lineStyle: { color: colour('--information'), width: 2, type: 'dashed' }, symbolSize: 7 },
        },
      ],
    });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [months, figure, label, language, t]);
  return <div ref={place} className="trend-chart" role="img" aria-label={t('trend.described', { figure: label })} />;
}
