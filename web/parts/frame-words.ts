import { words } from '../util/words.ts'

words('frame', {
  zh: {
    brand: '信桥',
    simulated: '模拟数据:本系统中的企业、人员与数据均为虚构',
    home: '回到首页',
    skip: '跳到正文',
    other_language: 'English',
    sign_in: '登录',
    sign_out: '退出',
    retry: '再试一次',
    waiting: '正在读取……',
    unknown: { title: '没有这个页面', text: '地址可能写错了,或者页面已经搬走。' },
    broken: { title: '页面出错了', text: '请再试一次;如果仍然不行,请回到首页。' },
    nav: {
      inbox: '我的授权',
      officer: '查企业',
      operator: '数据运行',
      institution: '机构用量',
      demo_bank: '模拟银行',
    },
  },
  en: {
    brand: 'Xinqiao',
    simulated: 'Simulated data: all enterprises, people and figures here are made up (模拟数据)',
    home: 'Back to the start',
    skip: 'Skip to the content',
    other_language: '中文',
    sign_in: 'Sign in',
    sign_out: 'Sign out',
    retry: 'Try again',
    waiting: 'Reading…',
    unknown: { title: 'There is no such page', text: 'The address may be misspelt, or the page has moved.' },
    broken: { title: 'This page failed', text: 'Please try again; if it fails again, go back to the start.' },
    nav: {
      inbox: 'My consents',
      officer: 'Enterprises',
      operator: 'Operations',
      institution: 'Usage',
      demo_bank: 'Demo bank',
    },
  },
})
