using System.Text.Json;
using BedrockDefense.Cli.Hunting;
using BedrockDefense.Hunting.Activity;
using BedrockDefense.Hunting.Baselines;
using BedrockDefense.Hunting.Investigating;
using BedrockDefense.Hunting.Timelines;
using BedrockDefense.Sigma;

namespace BedrockDefense.Cli.Investigating;

/// <summary>Writes each line of an answer as a JSON object.</summary>
internal sealed class JsonLinesInvestigationWriter(TextWriter output) : AnswerWriter<InvestigationLine>(output)
{
    private readonly JsonLine _line = new(output);

    public override void Write(InvestigationLine one)
    {
        switch (one)
        {
            case ChainLink link:
                _line.Write(link, WriteLink);
                break;
            case SummaryLine { Activity: var activity }:
                _line.Write(activity, WriteSummary);
                break;
            case BaselineLine { Baseline: var baseline }:
                _line.Write(baseline, WriteBaseline);
                break;
            case NoveltyLine { Novelty: var novelty }:
                _line.Write(novelty, WriteNovelty);
                break;
            case TimelineLine { Entry: var entry }:
                _line.Write(entry, WriteEntry);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(one));
        }
    }

    private static void WriteLink(Utf8JsonWriter json, ChainLink link)
    {
        JsonMember.Text(json, "part", PartName.Chain);
        JsonMember.Text(json, "trace", link.Trace);
        JsonMember.Text(json, "link", PartName.Of(link.Kind));
        json.WriteNumber("step", link.Step);
        JsonMember.Text(json, "accessKey", link.Key);
        JsonMember.Text(json, "note", link.Note);
        if (link.Event is not { } found)
        {
            return;
        }

        JsonMember.Text(json, "time", found.Event.Time);
        JsonMember.Text(json, "account", found.Event.Account);
        JsonMember.Text(json, "region", found.Event.Region);
        JsonMember.Text(json, "eventName", found.Event.Name);
        JsonMember.Text(json, "principal", found.Event.Principal);
        JsonMember.Text(json, "principalType", found.CallerType);
        JsonMember.Text(json, "principalAccessKey", found.CallerKey);
        JsonMember.Text(json, "issuedTo", found.IssuedTo);
        JsonMember.Text(json, "sourceIdentity", found.SourceIdentity);
        JsonMember.Text(json, "address", found.Address);
        JsonMember.Text(json, "eventId", found.Event.EventId);
        JsonMember.Place(json, found.File, found.Offset, found.Record);
    }

    private static void WriteSummary(Utf8JsonWriter json, ActivitySummary activity)
    {
        JsonMember.Text(json, "part", PartName.Summary);
        JsonMember.Text(json, "of", PartName.Of(activity.Owner));
        JsonMember.Text(json, "id", activity.Id);
        JsonMember.Time(json, "first", activity.First);
        JsonMember.Time(json, "last", activity.Last);
        json.WriteNumber("calls", activity.Calls);
        json.WriteNumber("refused", activity.Refused);
        json.WriteNumber("callsWithMfa", activity.CallsWithMfa);
        json.WriteNumber("callsWithoutMfa", activity.CallsWithoutMfa);
        foreach (var (_, name, counts) in SummaryList.Of(activity))
        {
            JsonMember.Counts(json, name, counts);
        }

        json.WriteStartObject("groups");
        foreach (var (group, apis) in activity.Groups)
        {
            JsonMember.Counts(json, PartName.Of(group), apis);
        }

        json.WriteEndObject();
        json.WriteStartArray("models");
        foreach (var model in activity.Models)
        {
            json.WriteStartObject();
            JsonMember.Text(json, "value", model.Model);
            json.WriteNumber("calls", model.Calls);
            json.WriteNumber("refused", model.Refused);
            json.WriteNumber("callsWithTokens", model.CallsWithTokens);
            json.WriteNumber("inputTokens", model.InputTokens);
            json.WriteNumber("outputTokens", model.OutputTokens);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("valuesLeftOut", activity.MoreValues);
    }

    private static void WriteBaseline(Utf8JsonWriter json, BaselineReport baseline)
    {
        JsonMember.Text(json, "part", PartName.New);
        JsonMember.Text(json, "kind", "baseline");
        JsonMember.Time(json, "from", baseline.From);
        JsonMember.Time(json, "to", baseline.To);
        JsonMember.Time(json, "earliestEvent", baseline.Earliest);
        json.WriteNumber("events", baseline.Events);
    }

    private static void WriteNovelty(Utf8JsonWriter json, Novelty novelty)
    {
        JsonMember.Text(json, "part", PartName.New);
        JsonMember.Text(json, "kind", PartName.Of(novelty.Kind));
        JsonMember.Text(json, "value", novelty.Value);
        JsonMember.Text(json, "principal", novelty.Principal);
        JsonMember.Text(json, "account", novelty.Account);
        json.WriteNumber("score", novelty.Score);
        JsonMember.Text(json, "newTo", NoveltyText.NewTo(novelty));
        json.WriteNumber("calls", novelty.Calls);
        JsonMember.Time(json, "first", novelty.First);
        json.WriteStartObject("before");
        json.WriteNumber("principal", novelty.Before.Principal);
        json.WriteNumber("account", novelty.Before.Account);
        json.WriteNumber("organization", novelty.Before.Organization);
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, TimelineEntry entry)
    {
        var call = entry.Call;
        JsonMember.Text(json, "part", PartName.Timeline);
        JsonMember.Text(json, "kind", PartName.Of(entry.Kind));
        JsonMember.Text(json, "time", call.Event.Time);
        if (entry.Rule is not null)
        {
            JsonMember.Text(json, "rule", entry.Rule);
            JsonMember.Text(json, "title", entry.Title);
            JsonMember.Text(json, "level", entry.Level?.SigmaName());
        }

        JsonMember.Text(json, "api", call.Api);
        JsonMember.Text(json, "errorCode", call.ErrorCode);
        JsonMember.Text(json, "account", call.Event.Account);
        JsonMember.Text(json, "region", call.Event.Region);
        JsonMember.Text(json, "principal", call.Event.Principal);
        JsonMember.Text(json, "accessKey", call.AccessKey);
        JsonMember.Text(json, "address", call.Address);
        JsonMember.Text(json, "userAgent", call.UserAgent);
        JsonMember.Text(json, "eventId", call.Event.EventId);
        if (entry.Window is { } window)
        {
            json.WriteStartObject("window");
            JsonMember.Time(json, "from", window.From);
            JsonMember.Time(json, "to", window.To);
            json.WriteStartArray("invocations");
            foreach (var row in window.Invocations)
            {
                json.WriteStartObject();
                JsonMember.Text(json, "model", row.Model);
                JsonMember.Text(json, "principal", row.Principal);
                json.WriteNumber("count", row.Count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("invocationsLeftOut", window.MoreInvocations);
            json.WriteEndObject();
        }

        JsonMember.Place(json, call.File, call.Offset, call.Record);
    }
}
