using BedrockDefense.Catalog;
using BedrockDefense.Hunting.Activity;
using BedrockDefense.Hunting.Timelines;

namespace BedrockDefense.Hunting.Investigating;

/// <summary>An event of an investigated credential, or a change of model invocation logging by anybody.</summary>
/// <param name="Call">The call.</param>
/// <param name="IsOfSubject">Whether an investigated credential or principal made it.</param>
/// <param name="Change">How it changed logging.</param>
/// <param name="Detections">The detections that match it; none for events that are not of the subject.</param>
internal sealed record SubjectEvent(RecordedCall Call, bool IsOfSubject, LoggingChange Change, IReadOnlyList<Detection> Detections);
