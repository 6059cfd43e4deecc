import type { ServedWords } from './served-en.ts'

/** Engines that other programs serve, in Chinese. */
export const servedZh: ServedWords = {
  title: '外部模型',
  text: '由 vLLM、llama.cpp、Ollama 或 LM Studio 在本机或其他机器上提供的视觉模型。需要看图识别的页面会以图片形式发送给它们。',
  mode: '由谁识别页面',
  modes: { embedded: '自带引擎', vllm: '优先使用外部模型' },
  address: engine => `${engine} 的地址`,
  wrongAddress: '地址以 http:// 或 https:// 开头。',
  elsewhere: '这些设置只能在程序本身中更改。',
}
