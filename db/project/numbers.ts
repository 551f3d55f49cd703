export { enterpriseKey, enterpriseKeys } from '../../domain/linking/enterprise-keys.ts'
