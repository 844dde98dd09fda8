{{- /* What a role is told that differs from its neighbours. Call with (dict "root" $ "role" name "values" role). */ -}}
{{- define "bongsu.environment" -}}
{{- $root := .root -}}
{{- $policy := include "bongsu.service" (dict "root" $root "role" "policy-engine") -}}
{{- if eq .role "ship" }}
COLLECTOR_ROLE: ship
COLLECTOR_SHIP_CONCURRENCY: {{ .values.concurrency | quote }}
{{- with .values.queues }}
COLLECTOR_SHIP_QUEUES: {{ join "," . | quote }}
{{- end }}
{{- else if eq .role "index" }}
COLLECTOR_ROLE: index
COLLECTOR_INDEX_PERIOD: {{ .values.period }}
{{- else if eq .role "policy-engine" }}
POLICY_ENGINE_OPA_URL: http://127.0.0.1:8181
POLICY_ENGINE_STREAMS_STANDBY_REPLICAS: {{ .values.standbyReplicas | quote }}
{{- else if eq .role "account-factory" }}
ACCOUNT_FACTORY_APPROVAL_OPA_URL: http://127.0.0.1:8181
ACCOUNT_FACTORY_POLICY_ENGINE_URL: {{ $policy }}
ACCOUNT_FACTORY_AWS_REGION: {{ $root.Values.aws.region }}
{{- if .values.managementRole.arn }}
AWS_CONFIG_FILE: /etc/bongsu/aws-config
AWS_PROFILE: management
{{- end }}
{{- else if eq .role "console" }}
CONSOLE_POLICY_ENGINE_URL: {{ $policy }}
CONSOLE_PIPELINE_URL: {{ include "bongsu.service" (dict "root" $root "role" "index") }}
{{- with .values.url }}
CONSOLE_URL: {{ . }}
{{- end }}
{{- end }}
{{- end }}

{{- /* Settings whose names can't be variables. What is secret stands as ${…} and comes from the environment. */ -}}
{{- define "bongsu.properties" -}}
{{- $kafka := include "bongsu.kafkaAuthentication" .root -}}
{{- $ca := fromYaml (include "bongsu.ca" (dict "root" .root "engine" "kafka")) -}}
{{- $all := dict -}}
{{- if eq $kafka "scram" -}}
{{- $user := fromYaml (include "bongsu.kafkaUser" .root) -}}
{{- $_ := set $all "security.protocol" "SASL_SSL" -}}
{{- $_ := set $all "sasl.mechanism" "SCRAM-SHA-512" -}}
{{- $_ := set $all "sasl.jaas.config" (printf "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"${KAFKA_PASSWORD}\";" $user.name) -}}
{{- else if eq $kafka "iam" -}}
{{- $_ := set $all "security.protocol" "SASL_SSL" -}}
{{- $_ := set $all "sasl.mechanism" "AWS_MSK_IAM" -}}
{{- $_ := set $all "sasl.jaas.config" "software.amazon.msk.auth.iam.IAMLoginModule required;" -}}
{{- $_ := set $all "sasl.client.callback.handler.class" "software.amazon.msk.auth.iam.IAMClientCallbackHandler" -}}
{{- end -}}
{{- if $ca.name -}}
{{- $_ := set $all "ssl.truststore.type" "PEM" -}}
{{- $_ := set $all "ssl.truststore.location" "/run/bongsu/kafka-ca.crt" -}}
{{- end -}}
{{- range $name, $value := merge (deepCopy .root.Values.kafka.properties) $all }}
bongsu.kafka.properties."{{ $name }}"={{ $value }}
{{- end }}
{{- range $name, $value := .values.properties }}
{{ $name }}={{ $value }}
{{- end }}
{{- end }}
