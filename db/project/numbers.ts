export { enterpriseKey, enterpriseKeys, numberKeys } from '../../domain/linking/enterprise-keys.ts'
