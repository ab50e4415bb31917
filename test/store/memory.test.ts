import { createMemoryStore } from '../../src/store/memory.js'
import { describeStoreContract } from './contract.js'

describeStoreContract('the memory store', async () => ({ store: createMemoryStore(), consecutive: true }))
