namespace Pulumi;

/// <summary>Writes to the log of the running deployment. Outside a deployment it throws. Under mocks only errors are kept.</summary>
public static class Log
{
    /// <summary>Logs details for developers of providers and SDKs.</summary>
    public static void Debug(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        _ = Deployment.Instance;

    /// <summary>Logs useful information.</summary>
    public static void Info(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        _ = Deployment.Instance;

    /// <summary>Logs a warning.</summary>
    public static void Warn(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        _ = Deployment.Instance;

    /// <summary>Logs an error. The deployment goes on, but fails in the end.</summary>
    public static void Error(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        Deployment.Instance.Internal.Errors.Add(message);

    /// <summary>Logs an exception as an error.</summary>
    public static void Exception(Exception exception, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        Error(exception.ToString(), resource, streamId, ephemeral);
}
