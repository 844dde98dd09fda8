/*
# waf-logging

Sends the logs of web ACLs to the log archive, straight from AWS WAF to S3. Apply it in each account and region that has web ACLs; those of
CloudFront belong to us-east-1.

The `authorization` and `cookie` headers never leave WAF. Everything else is kept, allowed requests too: an investigation needs to see what got
through. Where that is too much, keep only some actions by `keep_actions`; what is left out can't be had back.

```hcl
module "waf_logging" {
  source = "../../modules/waf-logging"

  bucket_arn   = module.log_archive.buckets.waf.arn
  web_acl_arns = { shop = aws_wafv2_web_acl.shop.arn }
}
```
*/

resource "aws_wafv2_web_acl_logging_configuration" "this" {
  for_each = var.web_acl_arns

  resource_arn            = each.value
  log_destination_configs = [var.bucket_arn]

  dynamic "redacted_fields" {
    for_each = setunion(["authorization", "cookie"], var.redacted_headers)

    content {
      single_header {
        name = redacted_fields.value
      }
    }
  }

  dynamic "logging_filter" {
    for_each = var.keep_actions == null ? [] : [var.keep_actions]

    content {
      default_behavior = "DROP"

      filter {
        behavior    = "KEEP"
        requirement = "MEETS_ANY"

        dynamic "condition" {
          for_each = logging_filter.value

          content {
            action_condition {
              action = condition.value
            }
          }
        }
      }
    }
  }
}
