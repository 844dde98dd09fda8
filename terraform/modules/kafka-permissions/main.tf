/*
# kafka-permissions

Makes nothing: writes what a Kafka client of Amazon MSK with IAM authentication needs as statements for `workload-role`. Topics, groups and
transactional ids are Kafka's names; a `*` at the end stands for any continuation, as `bongsu.logs.*` for the topics of all log types.

```hcl
module "kafka" {
  source = "../kafka-permissions"

  cluster_arn = module.kafka.cluster_arn
  write       = ["bongsu.logs.*"]
  read        = ["bongsu.ingests"]
  groups      = ["bongsu.ship"]
}
```
*/

locals {
  # arn:aws:kafka:region:account:cluster/name/uuid becomes …:topic/name/uuid/<topic>, and so on.
  base = { for kind in ["topic", "group", "transactional-id"] : kind => replace(coalesce(var.cluster_arn, "-"), ":cluster/", ":${kind}/") }

  topics = {
    used   = [for topic in distinct(concat(var.write, var.read, var.create)) : "${local.base["topic"]}/${topic}"]
    write  = [for topic in var.write : "${local.base["topic"]}/${topic}"]
    read   = [for topic in var.read : "${local.base["topic"]}/${topic}"]
    create = [for topic in var.create : "${local.base["topic"]}/${topic}"]
    purge  = [for topic in var.purge : "${local.base["topic"]}/${topic}"]
  }
  groups        = [for group in var.groups : "${local.base["group"]}/${group}"]
  transactional = [for id in var.transactional_ids : "${local.base["transactional-id"]}/${id}"]

  statements = var.cluster_arn == null ? [] : [
    for s in [
      { sid = "KafkaConnect", actions = ["kafka-cluster:Connect"], resources = [var.cluster_arn] },
      { sid = "KafkaWriteIdempotently", actions = ["kafka-cluster:WriteDataIdempotently"], resources = length(var.write) == 0 ? [] : [var.cluster_arn] },
      { sid = "KafkaDescribeTopics", actions = ["kafka-cluster:DescribeTopic"], resources = local.topics.used },
      { sid = "KafkaCreateTopics", actions = ["kafka-cluster:CreateTopic", "kafka-cluster:DescribeTopicDynamicConfiguration"], resources = local.topics.create },
      { sid = "KafkaWrite", actions = ["kafka-cluster:WriteData"], resources = local.topics.write },
      { sid = "KafkaRead", actions = ["kafka-cluster:ReadData"], resources = local.topics.read },
      # Kafka's right to delete records before an offset is the right to delete the topic.
      { sid = "KafkaPurge", actions = ["kafka-cluster:DeleteTopic"], resources = local.topics.purge },
      { sid = "KafkaGroups", actions = ["kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup"], resources = local.groups },
      { sid = "KafkaTransactions", actions = ["kafka-cluster:AlterTransactionalId", "kafka-cluster:DescribeTransactionalId"], resources = local.transactional },
    ] : s if length(s.resources) > 0
  ]
}
