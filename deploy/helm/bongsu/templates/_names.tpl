{{- /* The name of everything begins with the release's. */ -}}
{{- define "bongsu.name" -}}
{{- if contains "bongsu" .Release.Name }}{{ .Release.Name | trunc 40 | trimSuffix "-" }}{{ else }}{{ printf "%s-bongsu" .Release.Name | trunc 40 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "bongsu.selector" -}}
app.kubernetes.io/name: bongsu
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "bongsu.labels" -}}
{{ include "bongsu.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- /* An image by digest, else by tag. Call with (dict "root" $ "name" "collector"). */ -}}
{{- define "bongsu.image" -}}
{{- $registry := required "image.registry is not set; give the registry that holds the images, for example the one named to deploy/images.sh --registry" .root.Values.image.registry -}}
{{- with index .root.Values.image.digests .name -}}
{{ $registry }}/{{ $.name }}@{{ . }}
{{- else -}}
{{ $registry }}/{{ .name }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}
{{- end -}}
{{- end }}

{{- define "bongsu.kafka" -}}
{{- if .Values.engines.kafka.enabled }}{{ include "bongsu.name" . }}-kafka-bootstrap.{{ .Release.Namespace }}.svc:9093
{{- else }}{{ required "kafka.bootstrapServers is not set; give host:port, or enable engines.kafka" .Values.kafka.bootstrapServers }}{{ end }}
{{- end }}

{{- define "bongsu.kafkaAuthentication" -}}
{{- if .Values.engines.kafka.enabled }}scram{{ else }}{{ .Values.kafka.authentication }}{{ end }}
{{- end }}

{{- define "bongsu.kafkaUser" -}}
{{- if .Values.engines.kafka.enabled -}}
{name: {{ include "bongsu.name" . }}, passwordSecret: {name: {{ include "bongsu.name" . }}, key: password}}
{{- else }}{{ toJson .Values.kafka.user }}{{ end }}
{{- end }}

{{- define "bongsu.opensearch" -}}
{{- if .Values.engines.opensearch.enabled }}https://{{ include "bongsu.name" . }}-opensearch.{{ .Release.Namespace }}.svc:9200
{{- else }}{{ required "opensearch.url is not set; give it, or enable engines.opensearch" .Values.opensearch.url }}{{ end }}
{{- end }}

{{- /* Where each engine's authority is: {name, key} of a Secret, or an empty name. */ -}}
{{- define "bongsu.ca" -}}
{{- $name := include "bongsu.name" .root -}}
{{- if and (eq .engine "kafka") .root.Values.engines.kafka.enabled }}{name: {{ $name }}-cluster-ca-cert, key: ca.crt}
{{- else if and (eq .engine "opensearch") .root.Values.engines.opensearch.enabled }}{name: {{ $name }}-opensearch-http-cert, key: ca.crt}
{{- else if and (eq .engine "postgresql") .root.Values.engines.postgresql.enabled }}{name: {{ $name }}-postgresql-ca, key: ca.crt}
{{- else }}{{ toJson (index .root.Values .engine).ca.secret }}{{ end }}
{{- end }}

{{- define "bongsu.postgresqlUrl" -}}
{{- if .Values.engines.postgresql.enabled }}jdbc:postgresql://{{ include "bongsu.name" . }}-postgresql-rw.{{ .Release.Namespace }}.svc:5432/bongsu
{{- else }}{{ required "postgresql.url is not set, and a role wants the database; give it, or enable engines.postgresql" .Values.postgresql.url }}{{ end }}
{{- end }}

{{- define "bongsu.service" -}}
http://{{ include "bongsu.name" .root }}-{{ .role }}.{{ .root.Release.Namespace }}.svc:8080
{{- end }}
