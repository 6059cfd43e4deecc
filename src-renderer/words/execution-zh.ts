import type { ExecutionReason, ProviderVerdict } from '../../src-shared/contract/execution.ts'
import { countOf } from './count-of.ts'
import type { ExecutionWords } from './execution-en.ts'

const REASONS: Readonly<Record<ExecutionReason, string>> = {
  'cpu-wanted': '设置中如此选定。',
  'no-device': '本机未发现图形处理器。',
  'not-tried-yet': '启动后稍过片刻，会在后台试用其他方式。',
  'none-fit': '其他方式均未通过测试。',
  proved: '识别结果与 CPU 相同，而且更快。',
  'proved-just-now': '识别结果与 CPU 相同，而且更快。各进程下次启动起使用，程序下次启动后全部使用。',
  wanted: '由设置指定，识别结果与 CPU 相同。',
  'wanted-unfit': '设置中指定的方式未通过测试。',
  'fell-back': '其他方式在识别页面时出错，改用 CPU 继续。',
}

const n = countOf('zh')
const times = (speed: number): string => n(Math.round(speed * 10) / 10)

/** What pages are read on, in Chinese. */
export const executionZh: ExecutionWords = {
  label: '识别页面使用',
  auto: '自动（经过测试）',
  now: provider => `目前：${provider}。`,
  reason: reason => REASONS[reason],
  verdict: verdictZh,
}

function verdictZh(verdict: ProviderVerdict): string {
  switch (verdict.kind) {
    case 'untried':
      return '尚未试用'
    case 'fit':
      return `文字相同，速度为 CPU 的 ${times(verdict.speed)} 倍`
    case 'slower':
      return `文字相同，但速度只有 CPU 的 ${times(verdict.speed)} 倍`
    case 'unavailable':
      return `此处不可用（${verdict.detail}）`
    case 'failed':
      return `出错（${verdict.detail}）`
    case 'wrong':
      return `识别结果与 CPU 不同（${verdict.detail}）`
    case 'late':
      return `未及时响应（${verdict.detail}）`
    case 'crashed':
      return `其进程意外结束（${verdict.detail}）`
  }
}
